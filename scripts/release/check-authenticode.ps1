# On Windows: asks the system about the signature of each installer. An unsigned one is named, and passes: the release marks it. A
# signature that does not hold ends with 1.
#
#   ./scripts/release/check-authenticode.ps1 FOLDER
param([Parameter(Mandatory)] [string] $Folder)
$ErrorActionPreference = 'Stop'

$installers = @(Get-ChildItem -Path $Folder -Filter '*.exe' -File)
if ($installers.Count -eq 0) { throw "There is no installer in $Folder." }
foreach ($installer in $installers) {
  $signature = Get-AuthenticodeSignature -FilePath $installer.FullName
  Write-Output "$($installer.Name): $($signature.Status)"
  if ($signature.Status -notin @('Valid', 'NotSigned')) { throw $signature.StatusMessage }
}
