/** Text that a server or a person named: it cannot turn the text around it, whatever script it is in. */
export function Foreign({ text }: { readonly text: string }): React.JSX.Element {
  return <bdi className="foreign">{text}</bdi>;
}
