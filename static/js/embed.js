/** The figure alone, in a frame of somebody's page: a server answers what is asked. */
import { Api } from "#app/api.js";
import { openFigure, textOf } from "#app/embed/figure.js";

const page = JSON.parse(textOf("page"));
openFigure({ page, first: JSON.parse(textOf("first")), query: location.search.slice(1), api: new Api("/api/v1", page.language) });
