/** The parts of electron-installer-debian 4 that make our .deb; it brings no types of its own. */
declare module 'electron-installer-debian' {
  export interface DebianOptions {
    readonly src: string;
    readonly dest: string;
    /** From the folder and the name of a built package to where it goes. */
    readonly rename: (folder: string, file: string) => string;
    readonly logger: (line: string) => void;
    readonly options: Readonly<Record<string, unknown>>;
  }

  /** One package; its methods are called in the order in which they stand here. */
  export class Installer {
    constructor(given: DebianOptions);
    protected readonly stagingDir: string;
    protected readonly stagingAppDir: string;
    protected defaults: Readonly<Record<string, unknown>>;
    protected readonly options: { readonly name: string; readonly packagePaths: readonly string[] };
    protected get contentFunctions(): readonly string[];
    generateDefaults(): Promise<unknown>;
    generateOptions(): unknown;
    createStagingDir(): Promise<void>;
    createContents(): Promise<unknown>;
    createPackage(): Promise<void>;
    movePackage(): Promise<void>;
  }
  export function transformVersion(version: string): string;
}
