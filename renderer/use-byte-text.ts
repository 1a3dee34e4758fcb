import { useIntl } from 'react-intl';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Gives a function that writes a number of bytes as people read it, for example "3.4 MB". */
export function useByteText(): (bytes: number) => string {
  const intl = useIntl();
  return (bytes) => {
    const step = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 0), units.length - 1);
    return intl.formatNumber(bytes / 1000 ** step, {
      style: 'unit',
      unit: units[step] ?? 'byte',
      maximumFractionDigits: step < 2 ? 0 : 1,
    });
  };
}
