/** Excel's functions that fetch or run as they are worked out, from wherever they stand. */
const functions =
  /(?<![\w.])(?:_xlfn\.|_xlws\.|_xll\.|_xludf\.)*(WEBSERVICE|IMAGE|RTD|DDE|CALL|EXEC|EXECUTE|EVALUATE|REGISTER(?:\.ID)?|SQL\.REQUEST|STOCKHISTORY|PY|COPILOT|TRANSLATE|DETECTLANGUAGE|IMPORT\w+|CUBE\w+|FOPEN|FWRITE\w*|RUN|INITIATE|POKE|REQUEST)\s*\(/i;
/** An add-in's own function. */
const addIn = /_xll\./i;
/** A sheet or name of another workbook, by path, share, address or number: no sheet of one's own has such signs in its name. */
const elsewhere =
  /'[^']*[\\/[][^']*'!|\[[^\]'"]*\.\w+\][\p{L}\d_.]*!|\[[1-9]\d*\](?:[\p{L}_][\p{L}\d_.]*)?!/u;

/** Whether a formula works with the workbook alone. */
export function isHarmlessFormula(formula: string): boolean {
  const code = formula.replace(/"(?:[^"]|"")*"/g, '""');
  // A bar outside of names is between a program and what it is asked for (DDE).
  const isConversation = code.replace(/'(?:[^']|'')*'/g, "''").includes('|');
  return !(functions.test(code) || addIn.test(code) || isConversation || elsewhere.test(code));
}
