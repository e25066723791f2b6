/**
 * The status API: what the node is doing, for people, probes and Prometheus. Loopback by default.
 * May use: archive (reading), bundle, risk. Used by: the runtime. It never changes anything.
 */
@org.jspecify.annotations.NullMarked
package io.loadline.node.http;
