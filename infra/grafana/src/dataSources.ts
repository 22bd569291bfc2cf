/** The data sources of `provisioning/datasources/throughline.yaml`, as panels and queries refer to them. */
export const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' };
export const LOKI = { type: 'loki', uid: 'loki' };
export const JAEGER = { type: 'jaeger', uid: 'jaeger' };
