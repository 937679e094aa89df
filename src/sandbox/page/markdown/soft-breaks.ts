import type { Options } from 'micromark';

export type HtmlExtension = NonNullable<Options['htmlExtensions']>[number];
type Handle = NonNullable<NonNullable<HtmlExtension['exit']>['lineEnding']>;
type Context = ThisParameterType<Handle>;

/**
 * Line ends inside paragraphs become `<br>`, as GitHub shows comments and issues (in files it does not). To be made anew
 * for each text, because it remembers where it is.
 */
export function softBreaksHtml(): HtmlExtension {
  let inParagraph = false;
  let afterHardBreak = false;

  const hardBreak: Handle = function () {
    this.tag('<br />');
    afterHardBreak = true;
  };

  return {
    enter: {
      // As micromark itself does it; its handlers are replaced, not wrapped.
      paragraph() {
        if (!isTight(this)) {
          this.lineEndingIfNeeded();
          this.tag('<p>');
        }
        this.setData('slurpAllLineEndings');
        inParagraph = true;
      },
    },
    exit: {
      paragraph() {
        if (isTight(this)) this.setData('slurpAllLineEndings', true);
        else this.tag('</p>');
        inParagraph = false;
      },
      hardBreakEscape: hardBreak,
      hardBreakTrailing: hardBreak,
      lineEnding(token) {
        const wasHard = afterHardBreak;
        afterHardBreak = false;
        if (this.getData('slurpAllLineEndings')) return;
        if (this.getData('slurpOneLineEnding')) {
          this.setData('slurpOneLineEnding');
          return;
        }
        if (this.getData('inCodeText')) {
          this.raw(' ');
          return;
        }
        // Inside of an HTML tag that goes over several lines nothing may be put in.
        if (inParagraph && !wasHard && !this.getData('ignoreEncode')) this.tag('<br />');
        this.raw(this.encode(this.sliceSerialize(token)));
      },
    },
  };
}

function isTight(context: Context): boolean {
  return context.getData('tightStack')?.at(-1) === true;
}
