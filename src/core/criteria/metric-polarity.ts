const lower =
  /\b(?:errors?|error[- ]rates?|fail(?:ure|ures|ed|s)?|latenc(?:y|ies)|time|times|duration|bounces?|drop[- ]?offs?|exits?|abandon\w*|calls?|crash\w*|complaints?|tickets?|alerts?|incidents?|timeouts?|defects?|bugs?|rejected|rejections?|wait|delay\w*|cost|retries|unsubscribe\w*|deductible|declined|missing|lost)\b/i;
const higher = /\b(?:success\w*|without|resolved|uptime|first[- ]time|on[- ]time|crash[- ]free|error[- ]free)\b/i;

/** Whether less of the metric is better, by its name. Only used where the plan's own comparator does not say it. */
export function lowerIsBetter(metric: string): boolean {
  const text = metric.slice(0, 300);
  return lower.test(text) && !higher.test(text);
}
