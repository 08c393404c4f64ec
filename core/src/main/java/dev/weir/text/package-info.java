/** Text written as bytes, without strings: what every table, line and JSON object is made in. */
package dev.weir.text;
