import type { AppSettings } from '../../shared/ipc/settings.ts';
import { Header } from './header.tsx';
import { RefusalNotice } from './refusal-notice.tsx';

/** What stands around every screen. */
export function Frame(props: {
  readonly settings: AppSettings;
  readonly children: React.ReactNode;
}): React.JSX.Element {
  return (
    <div className="frame">
      <Header settings={props.settings} />
      <RefusalNotice />
      {props.children}
    </div>
  );
}
