/** JMH benchmarks of the hot path, with peers. */
package dev.weir.bench;
