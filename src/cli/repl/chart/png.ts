/** Charts as PNG, by resvg, a package that may be missing. */
import { UsageError } from '../../exit-codes.ts';

/** Pixels: twice the width that the SVG is drawn in, for sharp letters. */
const WIDTH = 1920;

const WORDS =
  '<svg xmlns="http://www.w3.org/2000/svg"><text y="9" font-family="sans-serif">x</text></svg>';

/** @throws UsageError where the package, or every font, is missing */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const library = await import('@resvg/resvg-js').catch(() => null);
  if (library === null) {
    throw new UsageError(
      'PNG needs the optional package @resvg/resvg-js, which is not installed: name a .svg file.',
    );
  }
  const { Resvg } = library;
  // Without fonts it would leave out all words and say nothing.
  if (new Resvg(WORDS).getBBox() === undefined) {
    throw new UsageError('This machine has no fonts to write a PNG with: name a .svg file.');
  }
  return new Resvg(svg, { fitTo: { mode: 'width', value: WIDTH } }).render().asPng();
}
