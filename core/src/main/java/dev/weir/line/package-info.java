/** tcpdump's line for every TCP segment, to the letter, and the same as JSON. */
package dev.weir.line;
