/** What benchmarks need of the filter package's inside: the forms a filter can take. */
package dev.weir.filter;
