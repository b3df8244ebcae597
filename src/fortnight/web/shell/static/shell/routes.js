// Addresses come from Django, in one block of the page: `route("desk-close", { key })`. No script writes one itself.
const block = document.querySelector("script[data-routes]");
export const routes = block ? JSON.parse(block.textContent) : {};

export function route(name, parts = {}) {
  return routes[name].replace(/\{(\w+)\}/g, (_, part) => encodeURIComponent(parts[part]));
}
