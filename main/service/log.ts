/** What a service needs of a logger; pino fits. The first argument never holds anything of a citizen. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
