import { styleText } from 'node:util';

/** How much a terminal can show. */
export interface Style {
  readonly colour: boolean;
  /** Whether characters outside ASCII can be expected to come out right. */
  readonly unicode: boolean;
}

/** What a piece of text means; the colour follows from it, and never carries a meaning alone. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'good' | 'warning' | 'bad';

const formats = {
  strong: ['bold'],
  quiet: ['dim'],
  good: ['green'],
  warning: ['yellow'],
  bad: ['red', 'bold'],
} as const;

/**
 * Decides by the environment: NO_COLOR (no-color.org), TERM, and the locale.
 * @param terminal whether the output goes to a terminal
 */
export function chooseStyle(environment: NodeJS.ProcessEnv, terminal: boolean, platform: string): Style {
  const { NO_COLOR: noColour, TERM: term, LC_ALL: all, LC_CTYPE: type, LANG: language } = environment;
  const locale = [all, type, language].find((value) => value !== undefined && value !== '');
  return {
    colour: terminal && (noColour === undefined || noColour === '') && term !== 'dumb',
    // The bare C locale of a container shows UTF-8 as rubbish in few terminals; an explicit other charset does in all.
    unicode: platform !== 'linux' || locale === undefined || !/^[a-z]{2,3}(_\w+)?\.(?!utf-?8)/i.test(locale),
  };
}

/** Colours a text, when colours are wanted. */
export function paint(text: string, tone: Tone, style: Style): string {
  if (!style.colour || tone === 'plain') return text;
  // The decision about colours was made by chooseStyle, not by the stream.
  return styleText([...formats[tone]], text, { validateStream: false });
}

const substitutes: Readonly<Record<string, string>> = {
  '…': '~',
  '→': '>',
  '·': '|',
  '✓': '*',
  '▸': '>',
  '!': '!',
  '█': '#',
  '░': '-',
  '“': '"',
  '”': '"',
};

/** Replaces our own signs where a terminal cannot show them. All have one column on both sides. */
export function plainSigns(text: string, style: Style): string {
  return style.unicode ? text : text.replace(/[…→·✓▸█░“”]/g, (sign) => substitutes[sign] ?? sign);
}
