/** What a filter costs a packet. */
package dev.weir.bench.filter;
