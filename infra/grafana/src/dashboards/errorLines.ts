/**
 * Loki: lines of level error and fatal of the chosen services and of the browsers on their pages. What no request
 * wrote has no route, and is there as long as all routes are chosen.
 */
export const ERROR_LINES =
  '{service_name=~"($service)(-browser)?", deployment_environment=~"$environment", level=~"error|fatal"} | route=~"$route"';

/** The same of the browsers alone. */
export const BROWSER_ERROR_LINES =
  '{service_name=~"($service)-browser", deployment_environment=~"$environment", source="browser", level=~"warn|error|fatal"} | route=~"$route"';
