import { contextBridge, ipcRenderer } from 'electron';
import { channels, practiceStateChanged } from '../../shared/ipc/channels.ts';
import type { HomingApi } from '../../shared/ipc/contract.ts';

// One function for each channel; nothing of Electron, not even an event object, reaches the page.
const api: HomingApi = {
  appFacts: () => ipcRenderer.invoke(channels.appFacts),
  practiceState: () => ipcRenderer.invoke(channels.practiceState),
  startPractice: () => ipcRenderer.invoke(channels.startPractice),
  stopPractice: () => ipcRenderer.invoke(channels.stopPractice),
  onPracticeState(listener) {
    const pass = (_event: unknown, state: Parameters<typeof listener>[0]): void => listener(state);
    ipcRenderer.on(practiceStateChanged, pass);
    return () => ipcRenderer.off(practiceStateChanged, pass);
  },
};

contextBridge.exposeInMainWorld('api', api);
