/// What operators see and get paged for: rules, alerts and the dashboard, run by a real Prometheus.
@NullMarked
package chat.parley.monitoring;

import org.jspecify.annotations.NullMarked;
