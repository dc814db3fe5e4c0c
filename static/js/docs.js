/** Shows the OpenAPI description with Swagger UI, which stands in static/vendor; nothing comes from another host. */
const place = document.getElementById("reference");

globalThis.SwaggerUIBundle({
  url: place.dataset.openapi,
  domNode: place,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  // Without this it would ask another host whether the description is valid.
  validatorUrl: null,
});
