import type { AnyRouter } from '@orpc/server';
import type { Logger } from 'pino';
import type { Clock } from '../../shared/basics/clock.ts';
import type { CryptoPort } from '../crypto/crypto-port.ts';

/** The pages a station can have. */
export const PAGE_ROLES = ['kiosk', 'counter', 'display', 'console', 'pad', 'devices'] as const;
export type PageRole = (typeof PAGE_ROLES)[number];

/** The pages that can drive a document camera: never one in the waiting public's sight. */
export const CAMERA_ROLES: readonly PageRole[] = ['kiosk', 'counter', 'devices'];

/** One router a page; a page can name the procedures of its own router and no other. */
export type RoleRouters = Readonly<Partial<Record<PageRole, AnyRouter>>>;

/** What the procedures of the hub's router know of the caller. */
export interface HubContext {
  readonly stationId: string;
}

/** Who may come in. Keys are long random texts from the station's configuration. */
export interface WebAccess {
  /** The key in a page's address, by page. A page without a key cannot be entered. */
  readonly pageKeys: Readonly<Partial<Record<PageRole, string>>>;
  /** SHA-256 (hex) of the bearer key of each station that may connect to this hub, by station id. */
  readonly stationKeyHashes: ReadonlyMap<string, string>;
}

export interface WebShellOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Where the built pages are (dist/pages). */
  readonly pagesDir: string;
  readonly access: WebAccess;
  readonly routers: RoleRouters;
  /** Pages that drive the station's document camera; no other page may use one. */
  readonly cameraPages: readonly PageRole[];
  /** Given by a hub: what stations call at `/hub`, with {@link HubContext}. */
  readonly hubRouter?: AnyRouter;
  readonly crypto: CryptoPort;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface RunningWebShell {
  readonly port: number;
  /** `http://host:port` */
  readonly origin: string;
  /** The address that opens a page, key included: for the person or program that starts the browser. */
  entryUrl(role: PageRole): string;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/** Narrows a text that came from outside. */
export function isPageRole(text: string): text is PageRole {
  return PAGE_ROLES.some((role) => role === text);
}
