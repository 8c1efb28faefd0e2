# COINr's 1,000 variants of its example with four uncertain choices; prints the seconds.
suppressMessages({
  library(COINr)
  coin <- build_example_coin(quietly = TRUE)
  weights <- get_noisy_weights(coin$Meta$Weights$Original,
                               data.frame(Level = c(2, 3), NoiseFactor = c(0.25, 0.25)), 100)
  scales <- list(list(f_n = "n_minmax", f_n_para = list(l_u = c(1, 100))),
                 list(f_n = "n_zscore", f_n_para = list(m_sd = c(10, 2))))
  specs <- list(
    Winmax = list(Address = "$Log$Treat$global_specs$f1_para$winmax", Distribution = 1:5,
                  Type = "discrete"),
    Normalisation = list(Address = "$Log$Normalise$global_specs", Distribution = scales,
                         Type = "discrete"),
    Weights = list(Address = "$Log$Aggregate$w", Distribution = weights, Type = "discrete"),
    Aggregation = list(Address = "$Log$Aggregate$f_ag",
                       Distribution = c("a_amean", "a_gmean"), Type = "discrete"))
  took <- system.time(get_sensitivity(coin, SA_specs = specs, N = 1000, SA_type = "UA",
                                      dset = "Aggregated", iCode = "Index", quietly = TRUE,
                                      check_addresses = FALSE))
})
cat(took[["elapsed"]], "\n")
