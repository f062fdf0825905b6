/** The pieces pages are made of. */
import type { Site } from './site.ts';

/** What a page's author copies from the docs. */
export const kitScript = '<script type="module" src="/kit/livetags.js"></script>';

/** Five products, so that they are all in view. */
export const products = '<live-product-list order="sku.asc" limit="5"></live-product-list>';

export function page(body: string, head = kitScript): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>A page</title>
<link rel="icon" href="data:,">
<script src="/recorder.js"></script>
${head}
</head>
<body>
${body}
</body>
</html>`;
}

export function openingTag({ backend }: Site, attributes = '', tag = 'live-provider'): string {
  return `<${tag} url="${backend.url}" api-key="${backend.anonKey}" ${attributes}>`;
}

export function provider(site: Site, inner = products, attributes = ''): string {
  return `${openingTag(site, attributes)}${inner}</live-provider>`;
}
