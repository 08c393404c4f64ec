/**
 * For people and programs: tables, CSV, JSON, summaries. Reports see connections and totals, never
 * the bytes of a packet.
 */
package dev.weir.report;
