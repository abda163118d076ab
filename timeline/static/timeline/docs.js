// Shows the schema; the validator of swagger.io is left out, being a request to somebody else.
const api = document.getElementById("api");
SwaggerUIBundle({ url: api.dataset.schema, domNode: api, deepLinking: true, validatorUrl: null });
