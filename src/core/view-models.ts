/** A text to be rendered: the view's name and what it shows. */
export type ViewCall = { readonly [Name in View]: { readonly view: Name; readonly model: ViewModels[Name] } }[View];

export type View = keyof ViewModels;

/** To add a text: name its model here, and write templates/<name>.hbs. */
export interface ViewModels {
  readonly probe: { readonly text: string };
}
