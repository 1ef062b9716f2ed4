import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { zhCn } from './zh-cn/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof zhCn;
  }
}

/** All text that pages show. Keys are checked by the compiler; interpolation needs no escaping because React does it. */
export const i18n = createInstance();

void i18n.use(initReactI18next).init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  defaultNS: 'common',
  resources: { 'zh-CN': zhCn },
  interpolation: { escapeValue: false },
  initAsync: false,
});
