/** Shows the OpenAPI description with Swagger UI, which stands in static/vendor; nothing comes from another host. */
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

const place = document.getElementById("reference");

globalThis.SwaggerUIBundle({
  url: place.dataset.openapi,
  domNode: place,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  // Without this it would ask another host whether the description is valid.
  validatorUrl: null,
});
