/**
 * Keeps the manifest to what a page may use: public members, events that a `@fires` names, published paths.
 *
 * The analyzer takes the one `dispatchEvent` helper of the base class for an event of every element, and lists what is
 * private or protected.
 */
const published = (path) =>
  path
    ?.replace(/^\//, '')
    .replace(/\.ts$/, '.js')
    .replace(/^(components|src)\//, 'dist/npm/$1/');

export function publicOnly() {
  return {
    name: 'livetags-public-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        module.path = published(module.path);
        for (const exported of module.exports ?? []) {
          if (exported.declaration?.module) exported.declaration.module = published(exported.declaration.module);
        }
        for (const declaration of module.declarations ?? []) keepPublic(declaration);
        // What a base class gives has been inherited by now; itself it is no element.
        module.declarations = module.declarations?.filter(({ tagName }) => tagName !== undefined);
        module.declarations?.sort((a, b) => a.name.localeCompare(b.name));
      }
      customElementsManifest.modules = customElementsManifest.modules.filter(
        ({ declarations }) => declarations?.length > 0,
      );
      customElementsManifest.modules.sort((a, b) => a.path.localeCompare(b.path));
    },
  };
}

function keepPublic(declaration) {
  const isPublic = ({ name, privacy }) =>
    privacy !== 'private' && privacy !== 'protected' && !name.startsWith('#') && name !== 'connectedMoveCallback';
  declaration.members = declaration.members?.filter(isPublic);
  declaration.events = declaration.events?.filter(({ name }) => name?.startsWith('live-'));
  if (declaration.superclass?.module) declaration.superclass.module = published(declaration.superclass.module);
  for (const each of [
    ...(declaration.members ?? []),
    ...(declaration.attributes ?? []),
    ...(declaration.events ?? []),
  ]) {
    if (each.inheritedFrom?.module) each.inheritedFrom.module = published(each.inheritedFrom.module);
  }
}
