def citations(parsed): return ()
