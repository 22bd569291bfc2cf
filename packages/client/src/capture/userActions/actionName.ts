const MAX_LENGTH = 40;

/** What a person can act on. A click elsewhere has no name and is no action. */
const ACTIONABLE =
  '[data-throughline-action],a[href],button,summary,[role=button],[role=link],[role=menuitem],[role=tab],input[type=submit],input[type=button],input[type=checkbox],input[type=radio]';

/** The element that a click is meant for, or `undefined` when it hit nothing that can be acted on. */
export function actionElement(target: EventTarget | null): Element | undefined {
  return (target instanceof Element && target.closest(ACTIONABLE)) || undefined;
}

/**
 * What a person would call the element: the app's own word for it (`data-throughline-action`), its label, its
 * text, else its tag. Never a value that somebody typed. Digits become `#`, so that prices and counts do not
 * make a new name each.
 */
export function actionName(element: Element): string {
  const labelledBy = element.getAttribute('aria-labelledby');
  const text =
    element.getAttribute('data-throughline-action') ||
    (labelledBy && document.getElementById(labelledBy)?.textContent) ||
    element.getAttribute('aria-label') ||
    // A form's text is all that it holds; an image names a link that has no text.
    (element instanceof HTMLFormElement ? element.getAttribute('name') : element.textContent?.trim()) ||
    element.querySelector('img[alt]')?.getAttribute('alt') ||
    element.getAttribute('title') ||
    element.tagName.toLowerCase();
  return text.replace(/\s+/g, ' ').replace(/\d+/g, '#').trim().slice(0, MAX_LENGTH);
}
