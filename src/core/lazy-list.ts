/**
 * A list whose elements are made when they are first looked at. It is an array like any other, so it can be filtered,
 * compared and sent to a thread; only `length` and the elements that are asked for cost anything.
 */
export function lazyList<Element extends object>(length: number, make: (index: number) => Element): readonly Element[] {
  const list = new Array<Element>(length);
  for (let index = 0; index < length; index++) {
    const place = { configurable: true, enumerable: true };
    const get = (): Element => {
      const value = make(index);
      Object.defineProperty(list, index, { ...place, value });
      return value;
    };
    Object.defineProperty(list, index, { ...place, get });
  }
  return list;
}
