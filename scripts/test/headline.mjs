/** Says what comes next. @param {string} text */
export function headline(text) {
  console.log(`\n== ${text}`);
}
