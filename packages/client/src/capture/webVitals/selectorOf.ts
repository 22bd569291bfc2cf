const MAX_LENGTH = 100;

/** Where an element is in the page: tags, ids and classes, from the nearest id down. Never text or values. */
export function selectorOf(node: Node | null | undefined): string | undefined {
  let selector = '';
  let element = node instanceof Element ? node : node?.parentElement;
  for (; element?.parentElement; element = element.parentElement) {
    const part = element.id ? `#${element.id}` : [element.localName, ...element.classList].join('.');
    const longer = selector ? `${part}>${selector}` : part;
    if (longer.length > MAX_LENGTH) break;
    selector = longer;
    if (element.id) break;
  }
  return selector || undefined;
}
