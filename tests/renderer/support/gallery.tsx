import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { chooseLanguage } from '../../../shared/messages/catalogue.ts';
import { Button } from '../../../renderer/components/button.tsx';
import { Checkbox } from '../../../renderer/components/checkbox.tsx';
import { Chip } from '../../../renderer/components/chip.tsx';
import { Choice } from '../../../renderer/components/choice.tsx';
import { ConfirmDialog } from '../../../renderer/components/dialog.tsx';
import { Details } from '../../../renderer/components/disclosure.tsx';
import { Foreign } from '../../../renderer/components/foreign.tsx';
import { iconDrawings } from '../../../renderer/components/icon-drawings.ts';
import { Icon, type IconName } from '../../../renderer/components/icon.tsx';
import { LiveText } from '../../../renderer/components/live-text.tsx';
import { Notice } from '../../../renderer/components/notice.tsx';
import { ProgressBar } from '../../../renderer/components/progress-bar.tsx';
import { ScreenTitle } from '../../../renderer/components/screen-title.tsx';
import { Select } from '../../../renderer/components/select.tsx';
import { ServerWords } from '../../../renderer/components/server-words.tsx';
import { Switch } from '../../../renderer/components/switch.tsx';
import { TextField } from '../../../renderer/components/text-field.tsx';
import { toneIcons, type Tone } from '../../../renderer/components/tone.ts';
import { LanguageProvider } from '../../../renderer/language/language-provider.tsx';

// Every control of the window in each of its states, for tests of the controls themselves.

const tones = Object.keys(toneIcons) as Tone[];
const fruits = ['apple', 'pear', 'plum'] as const;
const options = fruits.map((value) => ({ value, label: `A ${value}`, text: `What a ${value} means` }));

function Gallery(): React.JSX.Element {
  return (
    <main className="page">
      <ScreenTitle text="Controls" />
      <Buttons />
      <Fields />
      <Choices />
      {tones.map((tone) => (
        <Notice key={tone} tone={tone} title={`A notice: ${tone}`} actions={<Button onPress={noop}>Go on</Button>}>
          <p>What it means for the mail.</p>
          <ServerWords host="imap.example.org" text="[AUTHENTICATIONFAILED] Invalid credentials (Failure)" />
        </Notice>
      ))}
      <p>
        {tones.map((tone) => (
          <Chip key={tone} tone={tone} icon={toneIcons[tone]}>
            {tone}
          </Chip>
        ))}
      </p>
      <Details summary="Details">
        <p>
          <Foreign text={'\u202Eevil\u202C name'} />
        </p>
      </Details>
      <Dialogs />
      <ProgressBar size="large" label="Copying" text="38 of 100 messages" done={38} total={100} />
      <p>
        {(Object.keys(iconDrawings) as IconName[]).map((name) => (
          <Icon key={name} name={name} />
        ))}
      </p>
    </main>
  );
}

function noop(): void {
  // nothing is behind this button
}

function Buttons(): React.JSX.Element {
  const [count, setCount] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  return (
    <div className="actions">
      <Button onPress={() => setCount(count + 1)}>Count</Button>
      <Button kind="main" icon="arrow" isBusy={isBusy} onPress={() => (setIsBusy(true), setCount(count + 1))}>
        Work
      </Button>
      <Button kind="quiet" onPress={noop}>
        Quiet
      </Button>
      <Button kind="danger" icon="trash" onPress={noop}>
        Remove
      </Button>
      <Button isDisabled onPress={() => setCount(count + 1)}>
        Disabled
      </Button>
      <output>{count}</output>
      <LiveText text={`pressed ${String(count)}`} />
    </div>
  );
}

function Fields(): React.JSX.Element {
  const [text, setText] = useState('');
  const [password, setPassword] = useState('');
  const error = text.includes('@') || text === '' ? null : 'There is no @ in it.';
  return (
    <>
      <TextField
        label="Address"
        type="email"
        value={text}
        onChange={setText}
        description="The whole of it"
        error={error}
        autoComplete="email"
        name="address"
      />
      <TextField
        label="Password"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
    </>
  );
}

function Choices(): React.JSX.Element {
  const [fruit, setFruit] = useState<(typeof fruits)[number]>('apple');
  const [isTicked, setIsTicked] = useState(false);
  const [isOn, setIsOn] = useState(true);
  return (
    <>
      <Choice label="List" value={fruit} onChange={setFruit} options={options} />
      <Choice label="Cards" look="cards" value={fruit} onChange={setFruit} options={options} />
      <Choice
        label="Segments"
        look="segments"
        value={fruit}
        onChange={setFruit}
        options={options.map(({ value, label }) => ({ value, label }))}
      />
      <Select label="Select" value={fruit} onChange={setFruit} options={options} />
      <Checkbox isSelected={isTicked} onChange={setIsTicked}>
        I understand
      </Checkbox>
      <Checkbox isSelected={false} isIndeterminate onChange={noop} aria-label="All of them" />
      <Switch isSelected={isOn} onChange={setIsOn} text="Takes effect at once">
        Awake
      </Switch>
    </>
  );
}

function Dialogs(): React.JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  const [answer, setAnswer] = useState('none');
  const end = (given: string): void => {
    setAnswer(given);
    setIsOpen(false);
  };
  return (
    <div>
      <Button onPress={() => setIsOpen(true)}>Ask</Button>
      <output>{answer}</output>
      <ConfirmDialog
        isOpen={isOpen}
        title="Remove it?"
        confirm={{ label: 'Yes', kind: 'danger', onPress: () => end('yes') }}
        cancelLabel="No"
        onCancel={() => end('no')}
      >
        <p>Mail is not touched.</p>
      </ConfirmDialog>
    </div>
  );
}

const root = document.getElementById('root');
const wish = new URLSearchParams(location.search);
if (root) {
  createRoot(root).render(
    <LanguageProvider language={chooseLanguage('system', wish.get('language') ?? 'en')}>
      <Gallery />
    </LanguageProvider>,
  );
}
