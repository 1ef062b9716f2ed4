import { App, ConfigProvider } from 'antd';
import type { ThemeConfig } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { font, light, target } from './tokens.ts';

/** Ant Design in the product's colours and sizes: square-shouldered, flat, without motion. */
const CLERK_THEME: ThemeConfig = {
  hashed: false,
  cssVar: { key: 'clerk' },
  token: {
    colorPrimary: light.action,
    colorPrimaryHover: light.actionPressed,
    colorPrimaryActive: light.actionPressed,
    colorLink: light.action,
    colorText: light.ink,
    colorTextSecondary: light.inkSoft,
    colorTextTertiary: light.inkSoft,
    colorTextDescription: light.inkSoft,
    colorTextPlaceholder: light.inkSoft,
    colorTextDisabled: light.lineStrong,
    colorWarningBg: light.amberSoft,
    colorWarningBorder: light.amber,
    colorErrorBg: light.sealSoft,
    colorErrorBorder: light.seal,
    colorTextHeading: light.ink,
    colorBgLayout: light.paper,
    colorBgContainer: light.surface,
    colorBgElevated: light.surface,
    colorBorder: light.lineStrong,
    colorBorderSecondary: light.line,
    colorSplit: light.line,
    colorSuccess: light.jade,
    colorWarning: light.amber,
    colorError: light.seal,
    colorBgMask: 'rgb(18 38 63 / 45%)',
    fontFamily: font.sans,
    fontSize: 16,
    fontSizeSM: 14,
    lineHeight: 1.5,
    borderRadius: 4,
    borderRadiusLG: 8,
    controlHeight: target.counter,
    controlHeightSM: 32,
    controlOutlineWidth: 0,
    lineWidthFocus: 3,
    boxShadow: '0 8px 32px rgb(18 38 63 / 18%)',
    boxShadowSecondary: '0 8px 24px rgb(18 38 63 / 16%)',
    motion: false,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500, contentFontSize: 16, paddingInline: 16 },
    Table: { headerBg: light.paper, headerColor: light.inkSoft, cellPaddingBlock: 10, cellPaddingInline: 12, rowHoverBg: light.actionSoft },
    Modal: { titleFontSize: 20 },
    Tooltip: { colorBgSpotlight: light.ink },
  },
};

/** What every page of counter, console and workbench stands in. */
export function ClerkProvider({ children }: { children: ReactNode }): ReactNode {
  return (
    <ConfigProvider
      locale={zhCN}
      theme={CLERK_THEME}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      modal={{ centered: true, closable: false }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
