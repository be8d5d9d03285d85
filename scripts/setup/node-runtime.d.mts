export interface NodeBuild {
  readonly package: string;
  readonly version: string;
  readonly sha512: string;
}
export const builds: Readonly<Record<string, Readonly<Record<string, NodeBuild>>>>;
export function isSupported(version: string): boolean;
export function buildNeeded(asked: { version: string; wanted: string | undefined }): NodeBuild | undefined;
export function unpack(file: string, build: NodeBuild, work: string): string;
