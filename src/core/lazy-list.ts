/**
 * A list whose elements are made when they are first looked at. It is an array like any other, so it can be filtered,
 * compared and sent to a thread; only `length` and the elements that are asked for cost anything.
 */
export function lazyList<Element extends object>(length: number, make: (index: number) => Element): readonly Element[] {
  const list: Element[] = [];
  // One object for all places, and from the end, so that the list grows once: half the time of a thousand places.
  const place = { configurable: true, enumerable: true, get: (): unknown => undefined };
  for (let index = length - 1; index >= 0; index--) {
    place.get = () => {
      const value = make(index);
      Object.defineProperty(list, index, { configurable: true, enumerable: true, value });
      return value;
    };
    Object.defineProperty(list, index, place);
  }
  return list;
}
