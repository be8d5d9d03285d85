export const commands: Readonly<Record<string, object>>;
