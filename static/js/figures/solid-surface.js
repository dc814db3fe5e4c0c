/**
 * The ground as a shaded block, drawn by WebGL into a canvas that is nowhere on the page: figures lay its picture under what they draw.
 * One for the whole page, for browsers allow few contexts; whoever draws brings its ground.
 */

import { fromHex, rampTable } from "#app/core/colormap.js";

/** @typedef {import("#app/figures/palette.js").Palette} Palette */
/** @typedef {import("#app/core/orbit.js").Camera} Camera */
/**
 * @typedef {object} Block   never changed in place: another ground is another object
 * @property {number} nx
 * @property {number} ny
 * @property {Float32Array} heights  NaN in holes
 * @property {Float32Array} tones
 * @property {import("#app/core/orbit.js").Place} sides
 * @property {{strong: boolean, height: number, lines: Float64Array[]}[]} rings  contour lines as u, v, u, v …
 */

/** How far the block reaches below its lowest ground. */
export const BASE = 0.05;

/**
 * Pixels drawn for each one shown, along a side: edges are smooth because four are made one. A draft, for an eye that moves where this is
 * slow, is coarser than what it is shown on, in pixels and in nodes.
 */
const FINE = 2;
const DRAFT = 0.5;
const STRIDE = 2;

/** Numbers of a node: height, tone, slopes, and whether it is one. */
const NODE = 5;

const SOURCES = [
  `uniform mat4 m;uniform ivec2 s;in vec4 a;in float b;out vec3 n;out vec2 t;
void main(){t=vec2(a.y,b);n=vec3(-a.zw,1);gl_Position=m*vec4(vec2(gl_VertexID%s.x,gl_VertexID/s.x)/vec2(s-1),a.x,1);}`,
  `uniform sampler2D ramp;uniform vec3 light;uniform vec2 force;in vec3 n;in vec2 t;
void main(){float w=fwidth(t.y),d=dot(normalize(n),light)-light.z;if(t.y<.5-w)discard;
c=vec4(texture(ramp,vec2(t.x,.5)).rgb*(1.+force.x*d)+force.y*max(d,0.),w>0.?clamp((t.y-.5)/w+.5,0.,1.):1.);}`,
  "uniform mat4 m;uniform float lift;in vec4 a;void main(){gl_Position=m*vec4(a.xyz,1);gl_Position.z-=lift*gl_Position.w;}",
  "uniform vec4 ink;void main(){c=ink;}",
];

/** @type {Surface | null} */
let shared = null;

/** The page's one, or null where there is no WebGL 2. @param {Document} document */
export function surface(document) {
  const canvas = document.createElement("canvas");
  const gl = shared ? null : canvas.getContext("webgl2", { antialias: false });
  if (gl) shared = new Surface(canvas, gl);
  return shared;
}

class Surface {
  /** @param {HTMLCanvasElement} canvas @param {WebGL2RenderingContext} gl */
  constructor(canvas, gl) {
    this.canvas = canvas;
    this.gl = gl;
    /** Told when a lost context is back. @type {Set<() => void>} */
    this.listeners = new Set();
    canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
    canvas.addEventListener("webglcontextrestored", () => {
      this.prepare();
      for (const listener of this.listeners) listener();
    });
    this.prepare();
  }

  prepare() {
    const { gl } = this;
    /** @type {Block | null} */
    this.block = null;
    /** @type {{buffer: WebGLBuffer, count: number}[]} */
    this.parts = [];
    this.index = gl.createBuffer();
    this.programs = [0, 2].map((n) => {
      const program = gl.createProgram();
      [gl.VERTEX_SHADER, gl.FRAGMENT_SHADER].forEach((kind, k) => {
        const shader = /** @type {WebGLShader} */ (gl.createShader(kind));
        gl.shaderSource(shader, `#version 300 es\n${k ? "precision highp float;out vec4 c;" : ""}${SOURCES[n + k]}`);
        gl.compileShader(shader);
        gl.attachShader(program, shader);
      });
      ["a", "b"].forEach((name, place) => gl.bindAttribLocation(program, place, name));
      gl.linkProgram(program);
      return program;
    });
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.enableVertexAttribArray(0);
    gl.enable(gl.DEPTH_TEST);
    gl.enable(gl.BLEND);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.polygonOffset(1, 1);
  }

  /**
   * The picture, on a canvas that keeps it until the end of this task; null while the context is lost.
   * @param {Block} block @param {Camera} camera @param {Palette} theme @param {{columns: number, rows: number}} size  device pixels
   * @param {boolean} draft
   */
  draw(block, { matrix, right: [x, y] }, theme, size, draft) {
    const { gl, canvas } = this;
    if (gl.isContextLost()) return null;
    const [columns, rows] = [size.columns, size.rows].map((side) => Math.min(4096, Math.ceil(side * (draft ? DRAFT : FINE))));
    if (canvas.width !== columns || canvas.height !== rows) Object.assign(canvas, { width: columns, height: rows });
    if (this.block !== block) this.load(block);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(rampTable(theme.terrain).buffer));
    gl.viewport(0, 0, columns, rows);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    const use = (/** @type {WebGLProgram} */ program) => {
      gl.useProgram(program);
      const at = (/** @type {string} */ name) => gl.getUniformLocation(program, name);
      gl.uniformMatrix4fv(at("m"), false, matrix);
      return at;
    };
    const bind = (/** @type {WebGLBuffer} */ buffer, /** @type {number} */ size, /** @type {number} */ stride) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.vertexAttribPointer(0, size, gl.FLOAT, false, stride, 0);
    };

    const [ground, ...parts] = this.parts;
    let at = use(this.programs[0]);
    gl.uniform2i(at("s"), block.nx, block.ny);
    // The light goes around with the eye and comes over its left shoulder: hills look like hills from everywhere.
    gl.uniform3f(at("light"), -0.55 * x + 0.25 * y, -0.55 * y - 0.25 * x, 0.8);
    gl.uniform2f(at("force"), theme.dark ? 0.75 : 0.34, theme.dark ? 0.16 : 0);
    gl.enable(gl.POLYGON_OFFSET_FILL);
    gl.enableVertexAttribArray(1);
    bind(ground.buffer, 4, 4 * NODE);
    gl.vertexAttribPointer(1, 1, gl.FLOAT, false, 4 * NODE, 16);
    gl.drawElements(gl.TRIANGLES, draft ? this.coarse : ground.count, gl.UNSIGNED_INT, draft ? 4 * ground.count : 0);
    gl.disable(gl.POLYGON_OFFSET_FILL);
    gl.disableVertexAttribArray(1);

    at = use(this.programs[1]);
    const [low, stone] = [theme.terrain[0], theme.terrain[theme.terrain.length - 1]];
    const wall = (/** @type {number} */ light) => [...stone.map((c, i) => c + (low[i] - c) * light), 1];
    const line = (/** @type {number} */ strength) => [...(fromHex(theme.ink) ?? stone), draft ? strength / 2 : strength];
    [wall(0.25), wall(0.42), line(0.26), line(0.55), line(0.45)].forEach(([r, g, b, alpha], n) => {
      gl.uniform4f(at("ink"), r / 255, g / 255, b / 255, alpha);
      gl.uniform1f(at("lift"), n > 1 ? 0.0012 : 0);
      bind(parts[n].buffer, 3, 0);
      gl.drawArrays(n > 1 ? gl.LINES : gl.TRIANGLES, 0, parts[n].count);
    });
    return canvas;
  }

  /** @param {Block} block */
  load(block) {
    const { gl } = this;
    this.block = block;
    for (const { buffer } of this.parts) gl.deleteBuffer(buffer);
    const [corners, coarse] = [triangles(block, 1), triangles(block, STRIDE)];
    this.coarse = coarse.length;
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.index);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, Uint32Array.from(corners.concat(coarse)), gl.STATIC_DRAW);
    this.parts = [nodes(block), ...walls(block), ...contours(block)].map((list, n) => {
      const buffer = gl.createBuffer();
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(list), gl.STATIC_DRAW);
      return { buffer, count: n ? list.length / 3 : corners.length };
    });
    // The edge on top of the walls comes last, over the contours.
    this.parts.push(this.parts.splice(3, 1)[0]);
  }
}

/**
 * The nodes; heights and tones of a hole's border are carried one node into it, so that it can be cut halfway between nodes and is no staircase.
 * @param {Block} block
 */
function nodes({ nx, heights, tones, sides }) {
  const data = new Float32Array(NODE * heights.length);
  const slope = (/** @type {number} */ k, /** @type {number} */ step, /** @type {number} */ length) => {
    const [before, after] = [heights[k - step] >= 0 ? k - step : k, heights[k + step] >= 0 ? k + step : k];
    return ((heights[after] - heights[before]) * sides[2]) / ((after - before) / step) / length || 0;
  };
  const [wide, tall] = [sides[0] / (nx - 1), sides[1] / (heights.length / nx - 1)];
  heights.forEach((height, k) => {
    if (height >= 0) {
      // Rows do not go on into one another.
      const side = k % nx === 0 ? 1 : k % nx === nx - 1 ? -1 : 0;
      data.set([height, tones[k], slope(k + side, 1, wide), slope(k, nx, tall), 1], NODE * k);
      return;
    }
    const near = [-1, 1, -nx, nx, -nx - 1, 1 - nx, nx - 1, nx + 1].map((step) => k + step).filter((other) => heights[other] >= 0);
    const mean = (/** @type {Float32Array} */ list) => near.reduce((sum, other) => sum + list[other], 0) / near.length;
    data.set([mean(heights), mean(tones)], NODE * k);
  });
  return data;
}

/**
 * Two for each cell that touches no hole but at its border, cut along the diagonal that rises less: thin valleys run across cells.
 * @param {Block} block @param {number} stride  nodes a cell
 */
function triangles({ nx, ny, heights }, stride) {
  const list = [];
  const [east, north] = [stride, stride * nx];
  for (let j = 0; j + stride < ny; j += stride) {
    for (let k = j * nx; k + stride < (j + 1) * nx; k += stride) {
      const [a, b, c, d] = [k, k + east, k + east + north, k + north];
      if (![a, b, c, d].some((node) => heights[node] >= 0)) continue;
      if (Math.abs(heights[a] - heights[c]) < Math.abs(heights[b] - heights[d])) list.push(a, b, c, a, c, d);
      else list.push(a, b, d, b, c, d);
    }
  }
  return list;
}

/** Two pairs of walls down to the base, and the edges on top of them. @param {Block} block */
function walls({ nx, ny, heights }) {
  /** @type {number[][]} */
  const [south, west, edge] = [[], [], []];
  [[0, 1, nx], [(ny - 1) * nx, 1, nx], [0, nx, ny], [nx - 1, nx, ny]].forEach(([from, stride, count], side) => {
    const wall = side < 2 ? south : west;
    for (let k = from; k < from + (count - 1) * stride; k += stride) {
      const l = k + stride;
      if (!(heights[k] + heights[l] >= 0)) continue;
      const [p, q] = [k, l].map((node) => [(node % nx) / (nx - 1), Math.floor(node / nx) / (ny - 1)]);
      wall.push(...p, heights[k], ...q, heights[l], ...p, -BASE, ...q, heights[l], ...q, -BASE, ...p, -BASE);
      edge.push(...p, heights[k], ...q, heights[l]);
    }
  });
  return [south, west, edge];
}

/** The weak lines and the strong ones, stroke by stroke. @param {Block} block */
function contours({ rings }) {
  return [false, true].map((strong) => {
    /** @type {number[]} */
    const list = [];
    for (const { height, lines } of rings.filter((ring) => ring.strong === strong)) {
      for (const line of lines) for (let i = 2; i < line.length; i += 2) list.push(line[i - 2], line[i - 1], height, line[i], line[i + 1], height);
    }
    return list;
  });
}
