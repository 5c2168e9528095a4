import type { Feature, SheetOptions as Options } from 'write-excel-file/node'
import type { Part } from './cell.ts'

type SheetOptions = Options<Part>

/** A4, as wide as the page, numbered. */
const FIT = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
const SETUP =
  '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>' +
  '<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"/>' +
  '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>'

/** The head of a table stands on each of its pages. */
const heads = (sheets: readonly SheetOptions[]): string =>
  sheets
    .map(({ sheet = '', stickyRowsCount }, i) =>
      stickyRowsCount === 1
        ? `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">'${escaped(sheet.replaceAll("'", "''"))}'!$1:$1</definedName>`
        : '',
    )
    .join('')
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The library knows no paper: the parts stand in the order that the format asks. */
export const printed: Feature<Part> = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml) => xml.replace(/<worksheet[^>]*>/, `$&${FIT}`).replace('</worksheet>', `${SETUP}$&`),
      },
      'xl/workbook.xml': {
        transform: (xml, sheets) =>
          xml.replace('<definedNames/>', () => `<definedNames>${heads(sheets)}</definedNames>`),
      },
    },
  },
}
