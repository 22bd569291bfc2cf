-- Of a parsed pino line: its own time, its level by name, what becomes structured metadata, and the line as it was.
local LEVELS = { [10] = "trace", [20] = "debug", [30] = "info", [40] = "warn", [50] = "error", [60] = "fatal" }
local METADATA = { "trace_id", "span_id", "route" }

-- Fluent Bit calls this for each record. The answer 1 says that time and record were changed.
function pino(_, timestamp, record)
  local line = { throughline_line = record.throughline_line, level = LEVELS[record.level] or "info" }
  for _, key in ipairs(METADATA) do
    if type(record[key]) == "string" then
      line[key] = record[key]
    end
  end
  if type(record.time) == "number" then
    timestamp = { sec = math.floor(record.time / 1000), nsec = (record.time % 1000) * 1000000 }
  end
  return 1, timestamp, line
end
