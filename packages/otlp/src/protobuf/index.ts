export { decodeLogsRequest } from './decodeLogsRequest.js';
export { decodeTraceRequest } from './decodeTraceRequest.js';
export { encodeExportResponse, encodeStatus, type PartialSuccess } from './encodeExportResponse.js';
export { ProtobufError } from './ProtobufError.js';
