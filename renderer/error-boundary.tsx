import { Component } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Button } from './components/button.tsx';
import { ScreenTitle } from './components/screen-title.tsx';

interface BoundaryProps {
  readonly children: React.ReactNode;
}

/** Shows a calm page where a fault of ours would leave an empty one. Only a class can catch those. */
export class ErrorBoundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): React.ReactNode {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}

/** The window could not be shown; the move itself runs elsewhere. */
export function Broken(): React.JSX.Element {
  const intl = useIntl();
  return (
    <main className="broken" role="alert">
      <ScreenTitle text={intl.formatMessage({ id: 'app.broken.title' })} />
      <p className="lead">
        <FormattedMessage id="app.broken.text" />
      </p>
      <div className="actions">
        <Button kind="main" icon="refresh" onPress={() => location.reload()}>
          <FormattedMessage id="app.broken.reload" />
        </Button>
      </div>
    </main>
  );
}
