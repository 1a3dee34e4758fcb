/** What both keychains here are: the shape of `main/services/keychain-port.ts`, where it is described. */
export interface SecretStore {
  read(item: string): Promise<string | null>;
  write(item: string, secret: string): Promise<void>;
  delete(item: string): Promise<void>;
  items(): Promise<readonly string[]>;
}
