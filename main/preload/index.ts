import { contextBridge, ipcRenderer } from 'electron';
import { channels, events } from '../../shared/ipc/channels.ts';

// One function for each request and each event of the tables; nothing of Electron, not even an event object, reaches the page.

const asking = Object.entries(channels).map(([name, channel]) => [
  name,
  (input?: unknown): Promise<unknown> => ipcRenderer.invoke(channel, input),
]);

const listening = Object.entries(events).map(([name, channel]) => [
  `on${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  (listener: (value: unknown) => void): (() => void) => {
    const pass = (_event: unknown, value: unknown): void => listener(value);
    ipcRenderer.on(channel, pass);
    return () => void ipcRenderer.off(channel, pass);
  },
]);

contextBridge.exposeInMainWorld('api', Object.freeze(Object.fromEntries([...asking, ...listening])));
