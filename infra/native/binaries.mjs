/**
 * The real servers as Go programs. Each builds from a module of its own in this folder, so that one server's pinned
 * dependencies never move another's.
 *
 * @typedef {object} Binary
 * @property {string} module Folder below `infra/native` with `go.mod` and `go.sum`.
 * @property {string} package What `go build` builds.
 * @property {string} version
 * @property {string[]} [tags] Build tags. They leave out what needs C or is not used here.
 * @property {string} [versionVariable] The Go variable that the server reports as its version.
 */

/** @type {Readonly<Record<BinaryName, Binary>>} */
export const BINARIES = {
  jaeger: {
    module: 'jaeger',
    package: 'github.com/jaegertracing/jaeger/cmd/jaeger',
    version: '1.62.0',
  },
  loki: {
    module: 'loki',
    package: 'github.com/grafana/loki/v3/cmd/loki',
    version: '3.7.8',
    tags: ['slicelabels'],
    versionVariable: 'github.com/grafana/loki/v3/pkg/util/build.Version',
  },
  prometheus: {
    module: 'prometheus',
    package: 'github.com/prometheus/prometheus/cmd/prometheus',
    version: '3.13.5',
    tags: ['remove_all_sd'],
    versionVariable: 'github.com/prometheus/common/version.Version',
  },
  promtool: {
    module: 'prometheus',
    package: 'github.com/prometheus/prometheus/cmd/promtool',
    version: '3.13.5',
    tags: ['remove_all_sd'],
    versionVariable: 'github.com/prometheus/common/version.Version',
  },
  collector: {
    module: 'collector',
    package: '.',
    version: '0.155.0',
  },
  'alloy-syntax': {
    module: 'alloy',
    package: '.',
    version: '0.1.1',
  },
  'compose-config': {
    module: 'compose',
    package: 'github.com/compose-spec/compose-go/v2/cmd',
    version: '2.16.2',
  },
  dockerfile: {
    module: 'dockerfile',
    package: '.',
    version: '0.29.0',
  },
  glua: {
    module: 'lua',
    package: 'github.com/yuin/gopher-lua/cmd/glua',
    version: '1.1.2',
  },
};

/** @typedef {'jaeger' | 'loki' | 'prometheus' | 'promtool' | 'collector' | 'alloy-syntax' | 'compose-config' | 'dockerfile' | 'glua'} BinaryName */
