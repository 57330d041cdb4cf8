/// What operators see and are woken by: rules, alerts and the dashboard, run by a real Prometheus.
@NullMarked
package chat.parley.monitoring;

import org.jspecify.annotations.NullMarked;
