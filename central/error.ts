/** Why the centre cannot start. `message` is Chinese and says what to do. */
export interface CentralError {
  readonly code:
    | 'CONFIG_UNREADABLE'
    | 'CONFIG_INVALID'
    | 'POSTGRES_NOT_INSTALLED'
    | 'POSTGRES_CANNOT_START'
    | 'DATA_DIR_IN_USE'
    | 'DATA_DIR_UNREACHABLE'
    | 'DATABASE_UNREACHABLE'
    | 'DATABASE_NOT_DURABLE'
    | 'DATABASE_NEWER'
    | 'PORT_IN_USE';
  readonly message: string;
}
