import { ipcRenderer } from 'electron';
import { CONNECT_CHANNEL, PORT_CHANNEL, PORT_MESSAGE } from './channels.ts';

// Hands the page its port, and nothing else of Electron.
ipcRenderer.on(PORT_CHANNEL, ({ ports }) => window.postMessage(PORT_MESSAGE, location.origin, [...ports]));
// By then the page's script has run and listens.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send(CONNECT_CHANNEL));
