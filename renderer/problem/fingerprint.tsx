import { fingerprintText } from '../../shared/model/certificate.ts';

/** A SHA-256 in groups of four bytes, to be compared by eye. Copied, it is what openssl writes. */
export function Fingerprint({ sha256 }: { readonly sha256: string }): React.JSX.Element {
  const groups = fingerprintText(sha256).match(/(?:[0-9A-F]{2}:?){1,4}/gu) ?? [];
  return (
    <code className="server-certificate__print" dir="ltr">
      {groups.map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </code>
  );
}
